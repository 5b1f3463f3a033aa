using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using WebApp.Models;
using WebApp.Predictions;

namespace WebApp;

/// <summary>Creates the app.</summary>
internal static class App
{
    public static WebApplication Create(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
        IServiceCollection services = builder.Services;
        services.AddOptions<ModelSettings>().BindConfiguration("Model").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<UploadSettings>().BindConfiguration("Upload").ValidateDataAnnotations().ValidateOnStart();
        UploadSettings upload = builder.Configuration.GetSection("Upload").Get<UploadSettings>() ?? new();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = upload.MaxBytes);
        // The limit above applies first and returns 413. The form's own limit would return 400.
        services.Configure<FormOptions>(form => form.MultipartBodyLengthLimit = long.MaxValue);
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = false);
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = context => Problems.Explain(context.ProblemDetails, upload));
        services.AddSingleton(provider => Turns(provider.GetRequiredService<IOptions<UploadSettings>>().Value));
        services.AddOpenApi(document => document.AddDocumentTransformer((description, _, _) =>
        {
            description.Info.Title = "Image classification with MLNet.Ride";
            return Task.CompletedTask;
        }));
        services.AddSingleton<ModelHost>();
        services.AddHostedService<ModelFileWatch>();
        services.AddHealthChecks().AddCheck<ModelHealth>("model");

        WebApplication app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.Use(AddSecurityHeaders);
        app.UseDefaultFiles();
        app.UseStaticFiles();
        app.MapOpenApi();
        app.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = ModelHealth.Write });
        app.MapModel();
        app.MapPredictions();
        return app;
    }

    private static ConcurrencyLimiter Turns(UploadSettings upload) => new(new() { PermitLimit = upload.MaxConcurrent, QueueLimit = upload.MaxQueued });

    private static Task AddSecurityHeaders(HttpContext context, RequestDelegate next)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'self'; img-src 'self' blob: data:; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        return next(context);
    }
}
