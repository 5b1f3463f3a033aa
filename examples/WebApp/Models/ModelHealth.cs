using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace WebApp.Models;

/// <summary>Healthy if the file is in use, degraded if the file is damaged or gone and the previous model is in use, unhealthy without a model.</summary>
internal sealed class ModelHealth(ModelHost host) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        ModelDescription? model = host.Description;
        Dictionary<string, object> data = model is null ? [] : new() { ["loadedAt"] = model.LoadedAt };
        return Task.FromResult((model, host.Problem) switch
        {
            (null, var problem) => HealthCheckResult.Unhealthy(problem, data: data),
            (_, { } problem) => HealthCheckResult.Degraded($"{problem} The previous model is in use.", data: data),
            _ => HealthCheckResult.Healthy("The model is in use.", data),
        });
    }

    public static Task Write(HttpContext context, HealthReport report)
    {
        HealthReportEntry model = report.Entries["model"];
        return context.Response.WriteAsJsonAsync(new Health(report.Status.ToString(), model.Description, model.Data.Count == 0 ? null : (DateTimeOffset)model.Data["loadedAt"]));
    }

    private sealed record Health(string Status, string? Description, DateTimeOffset? LoadedAt);
}
