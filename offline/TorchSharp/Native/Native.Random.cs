using System.Runtime.InteropServices;

namespace TorchSharp;

internal static unsafe partial class Native
{
    [DllImport(Library)]
    internal static extern IntPtr ts_rand(IntPtr generator, long* shape, int rank, int type, int deviceType, int deviceIndex, int requiresGrad);

    [DllImport(Library)]
    internal static extern IntPtr ts_randn(IntPtr generator, long* shape, int rank, int type, int deviceType, int deviceIndex, int requiresGrad);

    [DllImport(Library)]
    internal static extern IntPtr ts_randint(
        IntPtr generator, long low, long high, long* shape, int rank, int type, int deviceType, int deviceIndex, int requiresGrad);

    [DllImport(Library)]
    internal static extern IntPtr ts_randperm(IntPtr generator, long count, int type, int deviceType, int deviceIndex, int requiresGrad);

    [DllImport(Library)]
    internal static extern IntPtr ts_rand_like(IntPtr x, int type, int deviceType, int deviceIndex, int requiresGrad);

    [DllImport(Library)]
    internal static extern IntPtr ts_randn_like(IntPtr x, int type, int deviceType, int deviceIndex, int requiresGrad);

    [DllImport(Library)]
    internal static extern IntPtr ts_bernoulli(IntPtr x, IntPtr generator);

    [DllImport(Library)]
    internal static extern IntPtr ts_multinomial(IntPtr x, long samples, int replacement, IntPtr generator);

    [DllImport(Library)]
    internal static extern int ts_normal_(IntPtr x, double mean, double deviation, IntPtr generator);

    [DllImport(Library)]
    internal static extern int ts_uniform_(IntPtr x, double low, double high, IntPtr generator);

    [DllImport(Library)]
    internal static extern int ts_bernoulli_(IntPtr x, double p, IntPtr generator);

    [DllImport(Library)]
    internal static extern int ts_random_(IntPtr x, double low, double high, IntPtr generator);

    [DllImport(Library)]
    internal static extern int ts_manual_seed(long seed);

    [DllImport(Library)]
    internal static extern IntPtr ts_generator_default();

    [DllImport(Library)]
    internal static extern IntPtr ts_generator_new(ulong seed, int deviceType, int deviceIndex);

    [DllImport(Library)]
    internal static extern int ts_generator_seed(IntPtr generator, long seed);

    [DllImport(Library)]
    internal static extern long ts_generator_initial_seed(IntPtr generator);

    [DllImport(Library)]
    internal static extern IntPtr ts_generator_get_state(IntPtr generator);

    [DllImport(Library)]
    internal static extern int ts_generator_set_state(IntPtr generator, IntPtr state);

    [DllImport(Library)]
    internal static extern void ts_generator_dispose(IntPtr generator);
}
