using Hosting;
using StreamingMemory;

// Clients send photos to the web app over loopback: with several settings, then while the model is reloaded.
const int Clients = 64, Seconds = 20, Rounds = 5, ReloadsOfRound = 20;
(string Settings, int Clients)[] settings =
[
    ("MaxBatchSize=1", Clients), ("MaxBatchSize=32", Clients), ("MaxBatchDelay=00:00:00.005", Clients), ("MaxBatchSize=32", 1), ("MaxBatchDelay=00:00:00.005", 1),
];

string folder = Directory.CreateTempSubdirectory("ride-hosting-").FullName;
try
{
    JpegFolder.Draw(Path.Combine(folder, "photos"), 60);
    byte[][] photos = [.. Directory.GetFiles(Path.Combine(folder, "photos"), "*.jpg", SearchOption.AllDirectories).Select(File.ReadAllBytes)];
    string[] models = [Models.Train(folder, seed: 1), Models.Train(folder, seed: 2)];
    string served = Path.Combine(folder, "served.zip");
    File.Copy(models[0], served);

    Console.WriteLine($"| setting | clients | {Latencies.Columns}");
    foreach ((string setting, int clients) in settings)
    {
        await using Server server = await Server.StartAsync(served, $"--Model:{setting}");
        using var load = new Load(server, photos, clients);
        await load.RunAsync(TimeSpan.FromSeconds(5));
        Console.WriteLine($"| {setting} | {clients} | {await load.RunAsync(TimeSpan.FromSeconds(Seconds))}");
    }

    await using Server reloading = await Server.StartAsync(served, "--Model:ReloadInterval=00:00:00.1");
    using var clientsOfAll = new Load(reloading, photos, Clients);
    await clientsOfAll.RunAsync(TimeSpan.FromSeconds(5));
    Console.WriteLine($"\n| reloads | resident, MiB | {Latencies.Columns}");
    for (int round = 1; round <= Rounds; round++)
    {
        using var over = new CancellationTokenSource();
        Task<Latencies> answers = clientsOfAll.RunAsync(over.Token);
        for (int i = 1; i <= ReloadsOfRound; i++)
        {
            await reloading.ReplaceAsync(models[i % 2]);
            await Task.Delay(500);
        }

        await over.CancelAsync();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
        Console.WriteLine($"| {round * ReloadsOfRound} | {Environment.WorkingSet >> 20} | {await answers}");
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}
