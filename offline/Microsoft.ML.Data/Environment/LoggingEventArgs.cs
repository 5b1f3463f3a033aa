using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public class LoggingEventArgs : EventArgs
{
    public LoggingEventArgs(string message) => Message = message;

    public LoggingEventArgs(string message, ChannelMessageKind kind, string source)
    {
        RawMessage = message;
        Message = $"[Source={source}, Kind={kind}] {message}";
        Kind = kind;
        Source = source;
    }

    public string Message { get; }

    public ChannelMessageKind Kind { get; }

    public string Source { get; }

    public string RawMessage { get; }
}
