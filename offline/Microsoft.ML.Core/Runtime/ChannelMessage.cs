namespace Microsoft.ML.Runtime;

public enum ChannelMessageKind
{
    Trace = 0,
    Info = 1,
    Warning = 2,
    Error = 3
}

[Flags]
public enum MessageSensitivity
{
    None = 0,
    UserData = 1,
    Schema = 2,
    Unknown = -1,
    All = Unknown
}

public readonly struct ChannelMessage
{
    private readonly string _message;
    private readonly object[] _args;

    internal ChannelMessage(ChannelMessageKind kind, MessageSensitivity sensitivity, string message)
    {
        Kind = kind;
        Sensitivity = sensitivity;
        _message = Contracts.CheckNonEmpty(message, nameof(message));
        _args = null;
    }

    internal ChannelMessage(ChannelMessageKind kind, MessageSensitivity sensitivity, string fmt, params object[] args)
    {
        Kind = kind;
        Sensitivity = sensitivity;
        _message = Contracts.CheckNonEmpty(fmt, nameof(fmt));
        _args = Contracts.CheckNonEmpty(null, args, nameof(args));
    }

    public readonly ChannelMessageKind Kind;

    public readonly MessageSensitivity Sensitivity;

    public string Message => _args == null ? _message : string.Format(_message, _args);
}
