using System.Collections.Concurrent;

namespace MLNet.Ride.Hosting.Tests;

/// <summary>How requests become batches, without a model.</summary>
public sealed class BatchQueueTests : IDisposable
{
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _started = new(0);
    private readonly SemaphoreSlim _mayEnd = new(0);
    private readonly ConcurrentQueue<int[]> _batches = [];

    public void Dispose()
    {
        _started.Dispose();
        _mayEnd.Dispose();
    }

    [Fact]
    public async Task Requests_that_arrive_while_a_batch_is_scored_form_the_next_ones()
    {
        var queue = new BatchQueue(new() { MaxBatchSize = 4 }, ScoreWhenAllowed);
        List<ImageRequest> requests = [Add(queue, 0)];
        await StartedAsync();
        requests.AddRange(Enumerable.Range(1, 6).Select(number => Add(queue, number)));

        _mayEnd.Release(3);
        await All(requests);

        Assert.Equal([[0], [1, 2, 3, 4], [5, 6]], _batches);
        Assert.Equal(Enumerable.Range(0, 7), requests.Select(request => request.Task.Result.ExpertsUsed));
        await queue.CloseAsync();
    }

    [Fact]
    public async Task The_first_request_of_a_batch_waits_for_others()
    {
        var queue = new BatchQueue(new() { MaxBatchSize = 3, MaxBatchDelay = TimeSpan.FromSeconds(10) }, Score);
        List<ImageRequest> requests = [Add(queue, 0)];
        await Task.Delay(50);
        requests.AddRange([Add(queue, 1), Add(queue, 2)]);

        await All(requests);

        Assert.Equal([[0, 1, 2]], _batches);
        await queue.CloseAsync();
    }

    [Fact]
    public async Task A_request_waits_no_longer_than_the_delay()
    {
        var queue = new BatchQueue(new() { MaxBatchSize = 3, MaxBatchDelay = TimeSpan.FromMilliseconds(20) }, Score);

        await All([Add(queue, 0)]);

        Assert.Equal([[0]], _batches);
        await queue.CloseAsync();
    }

    [Fact]
    public async Task So_many_batches_are_scored_at_the_same_time_as_the_options_say()
    {
        var queue = new BatchQueue(new() { MaxBatchSize = 1, MaxConcurrentBatches = 2 }, ScoreWhenAllowed);
        ImageRequest[] requests = [.. Enumerable.Range(0, 3).Select(number => Add(queue, number))];

        await StartedAsync();
        await StartedAsync();
        Assert.False(await _started.WaitAsync(50));

        _mayEnd.Release(3);
        await All(requests);
        await queue.CloseAsync();
    }

    [Fact]
    public async Task A_canceled_request_is_not_scored()
    {
        var queue = new BatchQueue(new(), ScoreWhenAllowed);
        ImageRequest first = Add(queue, 0);
        await StartedAsync();
        ImageRequest canceled = Add(queue, 1), last = Add(queue, 2);
        canceled.SetCanceled();

        _mayEnd.Release(2);
        await All([first, last]);

        Assert.Equal([[0], [2]], _batches);
        await queue.CloseAsync();
    }

    [Fact]
    public async Task A_full_queue_takes_no_more_until_a_batch_is_taken()
    {
        var queue = new BatchQueue(new() { MaxQueuedImages = 2 }, ScoreWhenAllowed);
        ImageRequest first = Add(queue, 0);
        await StartedAsync();
        ImageRequest[] waiting = [Add(queue, 1), Add(queue, 2)];
        Assert.False(queue.TryAdd(new([], 1)));

        _mayEnd.Release();
        await first.Task.WaitAsync(s_soon);
        await StartedAsync();
        ImageRequest last = Add(queue, 3);

        _mayEnd.Release(2);
        await All([.. waiting, last]);
        await queue.CloseAsync();
    }

    [Fact]
    public async Task A_closed_queue_completes_what_it_has_and_takes_no_more()
    {
        var queue = new BatchQueue(new() { MaxBatchDelay = TimeSpan.FromSeconds(10) }, Score);
        ImageRequest[] requests = [Add(queue, 0), Add(queue, 1)];

        await queue.CloseAsync().WaitAsync(s_soon);

        Assert.All(requests, request => Assert.True(request.Task.IsCompletedSuccessfully));
        Assert.False(queue.TryAdd(new([], 1)));
    }

    [Fact]
    public async Task An_error_fails_the_requests_of_its_batch_alone()
    {
        var queue = new BatchQueue(new() { MaxBatchSize = 1 }, batch =>
        {
            if (batch[0].K == 0)
            {
                throw new NotSupportedException("no");
            }

            Score(batch);
        });
        ImageRequest failing = Add(queue, 0), other = Add(queue, 1);

        Assert.Equal("no", (await Assert.ThrowsAsync<NotSupportedException>(() => failing.Task.WaitAsync(s_soon))).Message);
        await All([other]);
        await queue.CloseAsync();
    }

    private static Task All(IEnumerable<ImageRequest> requests) => Task.WhenAll(requests.Select(request => request.Task)).WaitAsync(s_soon);

    // The number of a request stands where the number of its classes would.
    private static ImageRequest Add(BatchQueue queue, int number)
    {
        var request = new ImageRequest([], number);
        Assert.True(queue.TryAdd(request));
        return request;
    }

    private async Task StartedAsync() => Assert.True(await _started.WaitAsync(s_soon));

    private void ScoreWhenAllowed(IReadOnlyList<ImageRequest> batch)
    {
        _started.Release();
        Assert.True(_mayEnd.Wait(s_soon));
        Score(batch);
    }

    private void Score(IReadOnlyList<ImageRequest> batch)
    {
        _batches.Enqueue([.. batch.Select(request => request.K)]);
        foreach (ImageRequest request in batch)
        {
            request.TrySetResult(new() { Classes = [], ExpertsUsed = request.K, Model = null! });
        }
    }
}
