using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace WebApp.Models;

/// <summary>What is served.</summary>
internal static class ModelEndpoint
{
    public static void MapModel(this IEndpointRouteBuilder routes)
        => routes.MapGet("/api/model", (ModelHost host, IOptions<UploadSettings> upload) => host.Description is { } model
                ? Results.Ok(model with { LargestImageBytes = upload.Value.LargestImageBytes })
                : Problems.NoModel(host.Problem!))
            .WithName("GetModel")
            .WithTags("Model")
            .WithSummary("The model in use: its classes with their numbers of training images, its experts, and how large an image may be.")
            .Produces<ModelDescription>()
            .Produces<ProblemDetails>(StatusCodes.Status503ServiceUnavailable, "application/problem+json");
}
