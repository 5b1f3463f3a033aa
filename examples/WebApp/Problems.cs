using Microsoft.Extensions.Options;
using MLNet.Ride.Hosting;

namespace WebApp;

/// <summary>Error responses: problem+json that says what to do.</summary>
internal static class Problems
{
    /// <summary>Adds an explanation to responses of ASP.NET itself, which only have a status.</summary>
    public static void Explain(ProblemDetailsContext context)
        => context.ProblemDetails.Detail ??= context.ProblemDetails.Status switch
        {
            StatusCodes.Status400BadRequest or StatusCodes.Status415UnsupportedMediaType => "Send the image as multipart/form-data, in a field named \"image\".",
            StatusCodes.Status413PayloadTooLarge => $"Images may be up to {MaxImageBytes(context.HttpContext) / 1e6:0.#} MB. Send a smaller one.",
            _ => null,
        };

    public static IResult UnreadableImage(string fileName, string reason)
        => Results.Problem($"'{fileName}' cannot be used: {reason}. Send a PNG, JPEG, BMP, GIF, or WebP image.", statusCode: StatusCodes.Status400BadRequest);

    public static IResult Unavailable(string reason)
        => Results.Problem(reason, statusCode: StatusCodes.Status503ServiceUnavailable);

    private static int MaxImageBytes(HttpContext context) => context.RequestServices.GetRequiredService<IOptions<RideModelOptions>>().Value.MaxImageBytes;
}
