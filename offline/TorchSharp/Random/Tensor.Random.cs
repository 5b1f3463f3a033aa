namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public Tensor normal_(double mean = 0, double std = 1, Generator generator = null) =>
            Drawn(Native.ts_normal_(Handle, mean, std, Generator.HandleOf(generator)), generator);

        public Tensor uniform_(double from, double to, Generator generator = null) =>
            Drawn(Native.ts_uniform_(Handle, from, to, Generator.HandleOf(generator)), generator);

        public Tensor random_(double from, double to, Generator generator = null) =>
            Drawn(Native.ts_random_(Handle, from, to, Generator.HandleOf(generator)), generator);

        public Tensor bernoulli_(double p = 0.5, Generator generator = null) =>
            Drawn(Native.ts_bernoulli_(Handle, p, Generator.HandleOf(generator)), generator);

        public Tensor bernoulli(Generator generator = null)
        {
            IntPtr result = Native.ts_bernoulli(Handle, Generator.HandleOf(generator));
            GC.KeepAlive(generator);
            return Made(result);
        }

        public Tensor multinomial(long num_samples, bool replacement = false, Generator generator = null)
        {
            IntPtr result = Native.ts_multinomial(Handle, num_samples, Native.Flag(replacement), Generator.HandleOf(generator));
            GC.KeepAlive(generator);
            return Made(result);
        }

        private Tensor Drawn(int status, Generator generator)
        {
            GC.KeepAlive(generator);
            return Changed(status);
        }
    }
}
