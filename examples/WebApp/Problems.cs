using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace WebApp;

/// <summary>Answers where something is wrong: problem+json that says what to do.</summary>
internal static class Problems
{
    public const string PredictionLimit = "predictions";

    /// <summary>Explains answers that come from ASP.NET itself, which only has the number.</summary>
    public static void Explain(ProblemDetails problem, UploadSettings upload)
        => problem.Detail ??= problem.Status switch
        {
            StatusCodes.Status400BadRequest => "Send the image as multipart/form-data, in a field named \"image\".",
            StatusCodes.Status413PayloadTooLarge => $"An upload may have up to {upload.LargestMegabytes} MB. Send a smaller image.",
            StatusCodes.Status415UnsupportedMediaType => "Send the image as multipart/form-data, in a field named \"image\".",
            StatusCodes.Status503ServiceUnavailable => "More images are waiting than the app can take. Try again in a moment.",
            _ => null,
        };

    public static void LimitPredictions(RateLimiterOptions limiter, UploadSettings upload)
    {
        limiter.RejectionStatusCode = StatusCodes.Status503ServiceUnavailable;
        limiter.AddConcurrencyLimiter(PredictionLimit, options =>
        {
            options.PermitLimit = upload.AtOnce;
            options.QueueLimit = upload.Waiting;
            options.QueueProcessingOrder = QueueProcessingOrder.OldestFirst;
        });
    }

    public static IResult NotAnImage(string fileName)
        => Results.Problem($"'{fileName}' cannot be read as an image. Send a PNG, JPEG, BMP, GIF or WebP file.", statusCode: StatusCodes.Status400BadRequest);

    public static IResult NoModel(string reason)
        => Results.Problem(reason, statusCode: StatusCodes.Status503ServiceUnavailable);
}
