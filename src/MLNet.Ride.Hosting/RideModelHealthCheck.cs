using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MLNet.Ride.Hosting;

/// <summary>
/// Healthy if the file is in use; degraded if it is damaged or gone and the previous model is in use; without a model, what the registration
/// of the check says, by default unhealthy. The data has <c>loadedAt</c>, when the model in use was loaded.
/// </summary>
/// <param name="classifier">The served model.</param>
public sealed class RideModelHealthCheck(IRideClassifier classifier) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        ServedModel? model = classifier.Model;
        Dictionary<string, object> data = model is null ? [] : new() { ["loadedAt"] = model.LoadedAt };
        return Task.FromResult((model, classifier.Problem) switch
        {
            (null, var problem) => new HealthCheckResult(context.Registration.FailureStatus, problem, data: data),
            (_, { } problem) => HealthCheckResult.Degraded($"{problem} The previous model is in use.", data: data),
            _ => HealthCheckResult.Healthy("The model is in use.", data),
        });
    }
}
