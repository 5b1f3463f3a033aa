using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using MLNet.Ride.Hosting;
using WebApp.Explanations;
using WebApp.Models;
using WebApp.Predictions;

namespace WebApp;

/// <summary>Creates the app.</summary>
internal static class App
{
    /// <summary>Most bytes of an upload beside those of the image.</summary>
    private const int FormBytes = 1000;

    public static WebApplication Create(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
        IServiceCollection services = builder.Services;
        services.AddRideModel().BindConfiguration("Model");
        services.AddHealthChecks().AddCheck<RideModelHealthCheck>("model");
        services.AddOptions<KestrelServerOptions>().Configure(
            (KestrelServerOptions kestrel, IOptions<RideModelOptions> model) => kestrel.Limits.MaxRequestBodySize = (long)model.Value.MaxImageBytes + FormBytes);
        // The limit above applies first and returns 413. The form's own limit would return 400.
        services.Configure<FormOptions>(form => form.MultipartBodyLengthLimit = long.MaxValue);
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = false);
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = Problems.Explain);
        services.AddOpenApi(document => document.AddDocumentTransformer((description, _, _) =>
        {
            description.Info.Title = "Image classification with MLNet.Ride";
            return Task.CompletedTask;
        }));

        WebApplication app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.Use(AddSecurityHeaders);
        app.UseDefaultFiles();
        app.UseStaticFiles();
        app.MapOpenApi();
        app.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = Health.Write });
        app.MapModel();
        app.MapPredictions();
        app.MapExplanations();
        return app;
    }

    private static Task AddSecurityHeaders(HttpContext context, RequestDelegate next)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'self'; img-src 'self' blob: data:; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        return next(context);
    }
}
