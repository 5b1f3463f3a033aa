using Microsoft.AspNetCore.Mvc;

namespace WebApp;

/// <summary>Error responses: problem+json that says what to do.</summary>
internal static class Problems
{
    /// <summary>Adds an explanation to responses of ASP.NET itself, which only have a status.</summary>
    public static void Explain(ProblemDetails problem, UploadSettings upload)
        => problem.Detail ??= problem.Status switch
        {
            StatusCodes.Status400BadRequest => "Send the image as multipart/form-data, in a field named \"image\".",
            StatusCodes.Status413PayloadTooLarge => $"Uploads may be up to {upload.MaxMegabytes} MB. Send a smaller image.",
            StatusCodes.Status415UnsupportedMediaType => "Send the image as multipart/form-data, in a field named \"image\".",
            _ => null,
        };

    public static IResult UnreadableImage(string fileName, string reason)
        => Results.Problem($"'{fileName}' cannot be used: {reason}. Send a PNG, JPEG, BMP, GIF, or WebP image.", statusCode: StatusCodes.Status400BadRequest);

    public static IResult TooManyWaiting()
        => Results.Problem("Too many images are waiting. Try again in a moment.", statusCode: StatusCodes.Status503ServiceUnavailable);

    public static IResult NoModel(string reason)
        => Results.Problem(reason, statusCode: StatusCodes.Status503ServiceUnavailable);
}
