using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net.Http.Headers;

namespace Hosting;

/// <summary>Clients that each send one photo after the other.</summary>
internal sealed class Load : IDisposable
{
    private readonly HttpClient _client;
    private readonly byte[][] _photos;
    private readonly int _clients;
    private readonly MeterListener _batches = new();
    private long _batchCount;
    private long _imageCount;

    public Load(Server server, byte[][] photos, int clients)
    {
        (_client, _photos, _clients) = (new() { BaseAddress = server.Address }, photos, clients);
        _batches.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "ride.batch.size")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _batches.SetMeasurementEventCallback<int>((_, size, _, _) => (_, _) = (Interlocked.Increment(ref _batchCount), Interlocked.Add(ref _imageCount, size)));
        _batches.Start();
    }

    public async Task<Latencies> RunAsync(TimeSpan duration)
    {
        using var over = new CancellationTokenSource(duration);
        return await RunAsync(over.Token);
    }

    public async Task<Latencies> RunAsync(CancellationToken over)
    {
        (_batchCount, _imageCount) = (0, 0);
        long start = Stopwatch.GetTimestamp();
        List<double>[] answers = await Task.WhenAll(Enumerable.Range(0, _clients).Select(client => Task.Run(() => SendAsync(client, over))));
        return new([.. answers.SelectMany(a => a)], Stopwatch.GetElapsedTime(start), (double)_imageCount / _batchCount);
    }

    public void Dispose()
    {
        _batches.Dispose();
        _client.Dispose();
    }

    // Milliseconds of each answer; not a number for an error.
    private async Task<List<double>> SendAsync(int client, CancellationToken over)
    {
        var milliseconds = new List<double>();
        while (!over.IsCancellationRequested)
        {
            long start = Stopwatch.GetTimestamp();
            bool answered = await SendAsync(_photos[(client + milliseconds.Count) % _photos.Length]);
            milliseconds.Add(answered ? Stopwatch.GetElapsedTime(start).TotalMilliseconds : double.NaN);
        }

        return milliseconds;
    }

    private async Task<bool> SendAsync(byte[] photo)
    {
        var content = new ByteArrayContent(photo) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } };
        using var form = new MultipartFormDataContent { { content, "image", "photo.jpg" } };
        try
        {
            using HttpResponseMessage response = await _client.PostAsync("api/predictions", form);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
