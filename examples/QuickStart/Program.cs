using System.CommandLine;
using System.CommandLine.Invocation;
using MLNet.Ride.Display;
using QuickStart;

Terminal terminal = Terminal.OfConsole();
try
{
    ParseResult parsed = Settings.Command(new Comparison(terminal).Run, new Prediction(terminal).Run).Parse(args);
    return parsed.Action is ParseErrorAction
        ? Fail(parsed.Errors[0].Message, 2)
        : await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false });
}
catch (OperationCanceledException)
{
    return Fail("Canceled.", 130);
}
catch (Exception problem) when (problem is UserError or IOException or InvalidDataException or InvalidOperationException or ArgumentException)
{
    return Fail(problem.Message, 1);
}

int Fail(string message, int code)
{
    terminal.Error.WriteLine(message.ReplaceLineEndings(" "));
    return code;
}
