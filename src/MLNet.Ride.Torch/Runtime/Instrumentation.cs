using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace MLNet.Ride.Torch.Runtime;

/// <summary>The meter and the source of activities, both named <c>MLNet.Ride</c>. Without listeners, they cost next to nothing.</summary>
internal static class Instrumentation
{
    private const string Name = "MLNet.Ride";

    public static readonly Meter Meter = new(Name);
    public static readonly ActivitySource Activities = new(Name);
}
