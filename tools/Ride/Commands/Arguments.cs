using System.CommandLine;

namespace MLNet.Ride.Tool.Commands;

/// <summary>Arguments and options that several commands have.</summary>
internal static class Arguments
{
    public static Argument<FileInfo> Model() => new("MODEL") { Description = "A saved model, a .zip." };

    public static Argument<FileSystemInfo> Data() => new("DATA") { Description = Tool.Data.ImageData.Description };

    public static Option<DirectoryInfo?> Images()
        => new("--images") { Description = "Folder that the paths of a list start from. Default: that of the list.", HelpName = "DIR" };

    public static Option<bool> Json(string description) => new("--json") { Description = description };

    public static Option<FileInfo?> Report(string description)
    {
        Option<FileInfo?> report = new("--report") { Description = description, HelpName = "FILE" };
        report.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && Path.GetExtension(result.Tokens[0].Value).Equals(".json", StringComparison.OrdinalIgnoreCase))
            {
                result.AddError("--report is the page, an .html: its JSON is written beside it.");
            }
        });
        return report;
    }

}
