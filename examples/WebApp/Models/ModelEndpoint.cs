using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace WebApp.Models;

/// <summary>Describes the model in use.</summary>
internal static class ModelEndpoint
{
    public static void MapModel(this IEndpointRouteBuilder routes)
        => routes.MapGet("/api/model", (ModelHost host, IOptions<UploadSettings> upload) => host.Description is { } model
                ? Results.Ok(model with { MaxImageBytes = upload.Value.MaxImageBytes })
                : Problems.NoModel(host.Problem!))
            .WithName("GetModel")
            .WithTags("Model")
            .WithSummary("Describes the model in use: classes with their numbers of training images, experts, and the maximum size of an image.")
            .Produces<ModelDescription>()
            .Produces<ProblemDetails>(StatusCodes.Status503ServiceUnavailable, "application/problem+json");
}
