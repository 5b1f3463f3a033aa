using Microsoft.AspNetCore.Mvc;

namespace WebApp.Models;

/// <summary>What is served.</summary>
internal static class ModelEndpoint
{
    public static void MapModel(this IEndpointRouteBuilder routes)
        => routes.MapGet("/api/model", (ModelHost host) => host.Description is { } model ? Results.Ok(model) : Problems.NoModel(host.Problem!))
            .WithName("GetModel")
            .WithTags("Model")
            .WithSummary("The model in use: its classes with their numbers of training images, and its experts.")
            .Produces<ModelDescription>()
            .Produces<ProblemDetails>(StatusCodes.Status503ServiceUnavailable, "application/problem+json");
}
