using System.Runtime.InteropServices;

namespace MLNet.Ride.Torch.Runtime.Mpi;

/// <summary>Loads a native library whose symbols are visible to those it loads itself, as the plugins of Open MPI require.</summary>
internal static class GlobalLibrary
{
    private const int Now = 2;
    private const int GlobalOnLinux = 0x100;
    private const int GlobalOnMac = 8;

    /// <returns>Its handle; 0 if it was not found.</returns>
    public static nint Load(string name)
        => OperatingSystem.IsLinux() ? OpenOnLinux(name, Now | GlobalOnLinux)
            : OperatingSystem.IsMacOS() ? OpenOnMac(name, Now | GlobalOnMac)
            : NativeLibrary.TryLoad(name, out nint library) ? library : 0;

    [DllImport("libdl.so.2", EntryPoint = "dlopen", CharSet = CharSet.Ansi, BestFitMapping = false)]
    private static extern nint OpenOnLinux(string name, int flags);

    [DllImport("libSystem.dylib", EntryPoint = "dlopen", CharSet = CharSet.Ansi, BestFitMapping = false)]
    private static extern nint OpenOnMac(string name, int flags);
}
