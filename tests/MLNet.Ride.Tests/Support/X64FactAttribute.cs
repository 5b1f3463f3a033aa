using System.Runtime.InteropServices;

namespace MLNet.Ride.Tests.Support;

/// <summary>A test of what has a native library for x64 processors only; skipped on others.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class X64FactAttribute : FactAttribute
{
    public X64FactAttribute()
    {
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            Skip = $"There is no native library for {RuntimeInformation.ProcessArchitecture}.";
        }
    }
}
