using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MLNet.Ride.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds models of MLNet.Ride to the services of a host.</summary>
public static class RideModelServiceCollectionExtensions
{
    /// <summary>Adds a model that the host serves as <see cref="IRideClassifier"/>. A second call only adds configuration.</summary>
    /// <param name="services">The services of a host.</param>
    /// <param name="path">Path of the model's .zip; <see langword="null"/> if the options are configured otherwise.</param>
    /// <returns>The model's options, to configure them further. They are checked when the host starts.</returns>
    public static OptionsBuilder<RideModelOptions> AddRideModel(this IServiceCollection services, string? path = null)
    {
        OptionsBuilder<RideModelOptions> options = services.AddKeyedRideModel(Options.Options.DefaultName, path);
        services.TryAddSingleton(provider => provider.GetRequiredKeyedService<IRideClassifier>(Options.Options.DefaultName));
        return options;
    }

    /// <summary>
    /// Adds a model that the host serves as the <see cref="IRideClassifier"/> of a key, beside others. A second call for the same name only
    /// adds configuration.
    /// </summary>
    /// <param name="services">The services of a host.</param>
    /// <param name="name">Key of the service and name of the options.</param>
    /// <param name="path">Path of the model's .zip; <see langword="null"/> if the options are configured otherwise.</param>
    /// <returns>The model's options, to configure them further. They are checked when the host starts.</returns>
    public static OptionsBuilder<RideModelOptions> AddKeyedRideModel(this IServiceCollection services, string name, string? path = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        OptionsBuilder<RideModelOptions> options = services.AddOptionsWithValidateOnStart<RideModelOptions, RideModelOptionsValidator>(name);
        if (path is not null)
        {
            options.Configure(settings => settings.Path = path);
        }

        if (!services.Any(service => service.ServiceType == typeof(RideClassifier) && Equals(service.ServiceKey, name)))
        {
            services.AddKeyedSingleton(name, (provider, _) => Create(provider, name));
            services.AddKeyedSingleton<IRideClassifier>(name, (provider, _) => provider.GetRequiredKeyedService<RideClassifier>(name));
            services.AddSingleton<IHostedService>(provider => new ModelFileWatch(provider.GetRequiredKeyedService<RideClassifier>(name)));
        }

        return options;
    }

    private static RideClassifier Create(IServiceProvider provider, string name)
        => new(
            name,
            provider.GetRequiredService<IOptionsMonitor<RideModelOptions>>().Get(name),
            provider.GetRequiredService<IHostEnvironment>(),
            provider.GetRequiredService<ILogger<RideClassifier>>());
}
