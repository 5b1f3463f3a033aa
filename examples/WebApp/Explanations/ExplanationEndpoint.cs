using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using MLNet.Ride.Hosting;

namespace WebApp.Explanations;

/// <summary>Explains the prediction for an uploaded image.</summary>
internal static class ExplanationEndpoint
{
    private const string ProblemJson = "application/problem+json";

    public static void MapExplanations(this IEndpointRouteBuilder routes)
        => routes.MapPost("/api/explanations", Explain)
            .WithName("Explain")
            .WithTags("Explanations")
            .WithSummary("Shows where in an image the evidence for its most probable class is (Grad-CAM), for each expert used and for their mean.")
            .Produces<ImageExplanations>()
            .Produces<ProblemDetails>(StatusCodes.Status400BadRequest, ProblemJson)
            .Produces<ProblemDetails>(StatusCodes.Status413PayloadTooLarge, ProblemJson)
            .Produces<ProblemDetails>(StatusCodes.Status415UnsupportedMediaType, ProblemJson)
            .Produces<ProblemDetails>(StatusCodes.Status503ServiceUnavailable, ProblemJson)
            .DisableAntiforgery();

    private static Task<IResult> Explain(
        [Description("An image file: PNG, JPEG, BMP, GIF, or WebP.")] IFormFile image, IRideClassifier classifier, CancellationToken cancellation)
        => Uploads.AnswerAsync(image, async bytes => ImageExplanations.Of((await classifier.ExplainAsync(bytes, cancellation)).Explanation!), cancellation);
}
