using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace MLNet.Ride.Tool;

/// <summary>Writes what the library warns about to the terminal.</summary>
internal static class WarningLog
{
    public static MLContext CreateContext(this Terminal terminal, int? seed = null)
    {
        var ml = new MLContext(seed);
        ml.Log += (_, line) =>
        {
            if (line.Kind == ChannelMessageKind.Warning)
            {
                terminal.Warn(line.RawMessage);
            }
        };
        return ml;
    }

    /// <summary>Writes a warning in one line.</summary>
    public static void Warn(this Terminal terminal, string message) => terminal.Error.WriteLine("ride: warning: " + message.ReplaceLineEndings(" "));
}
