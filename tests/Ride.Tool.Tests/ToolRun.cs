using System.Diagnostics;

namespace MLNet.Ride.Tool.Tests;

/// <summary>Runs command lines of the tool.</summary>
internal static class ToolRun
{
    private const string Library = "ride.dll";

    /// <summary>Ignores what is written.</summary>
    public static Terminal Discarded { get; } = new(TextWriter.Null, TextWriter.Null, () => Stream.Null, false, false);

    /// <summary>Runs in this process, as in a pipe.</summary>
    public static async Task<ProgramRun> InProcess(params string[] arguments) => await InProcess(new MemoryStream(), arguments);

    public static async Task<ProgramRun> InProcess(Stream input, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = await Program.RunAsync(arguments, new Terminal(output, error, () => input, false, false));
        return new(code, output.ToString(), error.ToString());
    }

    public static Process Start(params string[] arguments) => ProgramRun.Start(Library, arguments);

    public static async Task<ProgramRun> AsProcess((string Name, string Value) variable, params string[] arguments) => await ProgramRun.Of(variable, Library, arguments);

    public static async Task<ProgramRun> AsProcess(params string[] arguments) => await ProgramRun.Of(Library, arguments);
}
