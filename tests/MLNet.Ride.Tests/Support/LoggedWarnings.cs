using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace MLNet.Ride.Tests.Support;

/// <summary>Collects what is logged as a warning.</summary>
internal static class LoggedWarnings
{
    /// <summary>A list that warnings of a context are added to from now on.</summary>
    public static List<string> Of(MLContext ml)
    {
        var warnings = new List<string>();
        ml.Log += (_, line) =>
        {
            if (line.Kind == ChannelMessageKind.Warning)
            {
                warnings.Add(line.RawMessage);
            }
        };
        return warnings;
    }
}
