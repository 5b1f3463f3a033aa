using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace WebApp;

/// <summary>The response of the health endpoint.</summary>
internal sealed record Health(string Status, string? Description, DateTimeOffset? LoadedAt)
{
    public static Task Write(HttpContext context, HealthReport report)
    {
        HealthReportEntry model = report.Entries["model"];
        return context.Response.WriteAsJsonAsync(new Health(report.Status.ToString(), model.Description, (DateTimeOffset?)model.Data.GetValueOrDefault("loadedAt")));
    }
}
