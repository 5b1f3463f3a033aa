using System.ComponentModel;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Mvc;
using MLNet.Ride;
using WebApp.Models;

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

    private static async Task<IResult> Predict(
        [Description("An image file: PNG, JPEG, BMP, GIF, or WebP.")] IFormFile image, ModelHost host, ConcurrencyLimiter turns, CancellationToken cancellation)
    {
        // The upload is already complete, so slow uploads do not block others.
        using RateLimitLease turn = await turns.AcquireAsync(1, cancellation);
        if (!turn.IsAcquired)
        {
            return Problems.TooManyWaiting();
        }

        byte[] bytes = new byte[image.Length];
        using (Stream upload = image.OpenReadStream())
        {
            await upload.ReadExactlyAsync(bytes, cancellation);
        }

        if (!host.TryUse(out ServedModel? model))
        {
            return Problems.NoModel(host.Problem!);
        }

        try
        {
            IReadOnlyList<ClassProbability> classes = model.Predict(bytes, Best, out int expertsUsed);
            return Results.Ok(ImagePrediction.Of(classes, expertsUsed, model.Description));
        }
        catch (InvalidDataException unreadable)
        {
            return Problems.UnreadableImage(image.FileName, (unreadable.InnerException ?? unreadable).Message);
        }
        catch (InvalidOperationException unsuitable)
        {
            return Problems.NoModel(unsuitable.Message);
        }
        finally
        {
            model.Release();
        }
    }
}
