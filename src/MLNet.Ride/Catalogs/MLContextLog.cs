using Microsoft.Extensions.Logging;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Forwards the log of ML.NET.</summary>
public static class MLContextLog
{
    /// <summary>
    /// Forwards every line of <see cref="MLContext.Log"/> to a logger, as the value <c>Message</c> beside its <c>Source</c>: warnings and errors under their
    /// levels, information as <see cref="LogLevel.Information"/>, and traces as <see cref="LogLevel.Trace"/>.
    /// </summary>
    /// <param name="context">The context.</param>
    /// <param name="logger">The logger.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static void LogTo(this MLContext context, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(logger);
        context.Log += (_, line) => logger.Log(Level(line.Kind), "{Source}: {Message}", line.Source, line.RawMessage);
    }

    private static LogLevel Level(ChannelMessageKind kind) => kind switch
    {
        ChannelMessageKind.Error => LogLevel.Error,
        ChannelMessageKind.Warning => LogLevel.Warning,
        ChannelMessageKind.Info => LogLevel.Information,
        _ => LogLevel.Trace,
    };
}
