using MLNet.Ride.Hosting;

namespace WebApp;

/// <summary>Answers requests with an uploaded image.</summary>
internal static class Uploads
{
    /// <summary>Reads the image, and answers with what is made of it, or with the problem.</summary>
    public static async Task<IResult> AnswerAsync<T>(IFormFile image, Func<byte[], Task<T>> answer, CancellationToken cancellation)
    {
        byte[] bytes = new byte[image.Length];
        using (Stream upload = image.OpenReadStream())
        {
            await upload.ReadExactlyAsync(bytes, cancellation);
        }

        try
        {
            return Results.Ok(await answer(bytes));
        }
        catch (InvalidDataException unreadable)
        {
            return Problems.UnreadableImage(image.FileName, unreadable.InnerException!.Message);
        }
        catch (ModelUnavailableException unavailable)
        {
            return Problems.Unavailable(unavailable.Message);
        }
    }
}
