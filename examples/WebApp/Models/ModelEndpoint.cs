using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using MLNet.Ride.Hosting;

namespace WebApp.Models;

/// <summary>Describes the model in use.</summary>
internal static class ModelEndpoint
{
    public static void MapModel(this IEndpointRouteBuilder routes)
        => routes.MapGet("/api/model", (IRideClassifier classifier, IOptions<RideModelOptions> options) => classifier.Model is { } model
                ? Results.Ok(ModelDescription.Of(model, options.Value))
                : Problems.Unavailable(classifier.Problem!))
            .WithName("GetModel")
            .WithTags("Model")
            .WithSummary("Describes the model in use: classes with their numbers of training images, experts, and the maximum size of an image.")
            .Produces<ModelDescription>()
            .Produces<ProblemDetails>(StatusCodes.Status503ServiceUnavailable, "application/problem+json");
}
