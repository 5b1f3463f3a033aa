using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using MLNet.Ride.Hosting;

namespace WebApp.Predictions;

/// <summary>Classifies an uploaded image.</summary>
internal static class PredictionEndpoint
{
    private const int Best = 5;
    private const string ProblemJson = "application/problem+json";

    public static void MapPredictions(this IEndpointRouteBuilder routes)
        => routes.MapPost("/api/predictions", Predict)
            .WithName("Predict")
            .WithTags("Predictions")
            .WithSummary("Returns the five most probable classes of an image and the number of experts used.")
            .Produces<ImagePrediction>()
            .Produces<ProblemDetails>(StatusCodes.Status400BadRequest, ProblemJson)
            .Produces<ProblemDetails>(StatusCodes.Status413PayloadTooLarge, ProblemJson)
            .Produces<ProblemDetails>(StatusCodes.Status415UnsupportedMediaType, ProblemJson)
            .Produces<ProblemDetails>(StatusCodes.Status503ServiceUnavailable, ProblemJson)
            // There are no logins and nothing is modified, so a forged request can do no harm.
            .DisableAntiforgery();

    private static Task<IResult> Predict(
        [Description("An image file: PNG, JPEG, BMP, GIF, or WebP.")] IFormFile image, IRideClassifier classifier, CancellationToken cancellation)
        => Uploads.AnswerAsync(image, async bytes => ImagePrediction.Of(await classifier.PredictAsync(bytes, Best, cancellation)), cancellation);
}
