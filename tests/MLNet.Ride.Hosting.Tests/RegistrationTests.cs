using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using MLNet.Ride.Hosting.Tests.Support;

namespace MLNet.Ride.Hosting.Tests;

/// <summary>AddRideModel: options, and models by name.</summary>
[Collection(nameof(ModelFiles))]
public sealed class RegistrationTests(ModelFiles files)
{
    [Theory]
    [InlineData("Path", "")]
    [InlineData("ReloadInterval", "-00:00:01")]
    [InlineData("MaxBatchSize", "0")]
    [InlineData("MaxBatchDelay", "00:01:00")]
    [InlineData("MaxConcurrentBatches", "0")]
    [InlineData("MaxQueuedImages", "0")]
    [InlineData("MaxImageBytes", "0")]
    [InlineData("MaxMegapixels", "701")]
    public async Task A_setting_that_is_out_of_range_stops_the_start_and_is_named(string setting, string value)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Model:Path"] = "model.zip", [$"Model:{setting}"] = value });
        builder.Services.AddRideModel().BindConfiguration("Model");
        using IHost host = builder.Build();

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains(setting, Assert.Single(error.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Models_are_told_apart_by_their_names()
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Services.AddKeyedRideModel("three", files.Model);
        builder.Services.AddKeyedRideModel("two", files.Other).Configure(options => options.MaxImageBytes = 1);
        using IHost host = builder.Build();
        await host.StartAsync();

        var three = host.Services.GetRequiredKeyedService<IRideClassifier>("three");
        var two = host.Services.GetRequiredKeyedService<IRideClassifier>("two");

        Assert.Equal((3, 2), (three.Model!.Network.ExpertCount, two.Model!.Network.ExpertCount));
        await three.PredictAsync(files.Images[0]);
        await Assert.ThrowsAsync<InvalidDataException>(() => two.PredictAsync(files.Images[0]));
        Assert.Null(host.Services.GetService<IRideClassifier>());
    }

    [Fact]
    public async Task A_second_call_only_adds_configuration()
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Services.AddRideModel("elsewhere.zip");
        builder.Services.AddRideModel(files.Model);
        using IHost host = builder.Build();
        await host.StartAsync();

        Assert.Equal(3, Assert.Single(host.Services.GetServices<IRideClassifier>()).Model!.Network.ExpertCount);
        Assert.Single(host.Services.GetServices<IHostedService>(), service => service is ModelFileWatch);
    }

    [Fact]
    public async Task A_relative_path_starts_at_the_content_root()
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = Path.GetDirectoryName(files.Other) });
        builder.Services.AddRideModel(Path.GetFileName(files.Other));
        using IHost host = builder.Build();
        await host.StartAsync();

        Assert.Equal(2, host.Services.GetRequiredService<IRideClassifier>().Model!.Network.ExpertCount);
    }

    [Fact]
    public void Without_services_or_a_name_nothing_is_added()
    {
        Assert.Equal("services", Assert.Throws<ArgumentNullException>(() => RideModelServiceCollectionExtensions.AddRideModel(null!)).ParamName);
        Assert.Equal("name", Assert.Throws<ArgumentNullException>(() => new ServiceCollection().AddKeyedRideModel(null!)).ParamName);
    }
}
