using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace Offline.MicrosoftML.Tests;

public class ContextTests
{
    [Fact]
    public void What_a_channel_says_reaches_the_log()
    {
        var ml = new MLContext();
        var said = new List<LoggingEventArgs>();
        ml.Log += (_, e) => said.Add(e);

        using (IChannel channel = ((IHostEnvironment)ml).Register("Trainer").Start("Training"))
        {
            channel.Info(MessageSensitivity.None, "epoch {0}", 3);
            channel.Warning(MessageSensitivity.None, "careful");
        }

        LoggingEventArgs info = said.Single(e => e.Kind == ChannelMessageKind.Info);
        Assert.Equal("[Source=Trainer; Training, Kind=Info] epoch 3", info.Message);
        Assert.Equal("epoch 3", info.RawMessage);
        Assert.Equal("Trainer; Training", info.Source);
        Assert.Contains(said, e => e.Kind == ChannelMessageKind.Warning && e.RawMessage == "careful");
        Assert.Contains(said, e => e.Kind == ChannelMessageKind.Trace);
    }

    [Fact]
    public void Devices_and_seeds_are_handed_to_hosts()
    {
        var ml = new MLContext(seed: 5);
        Assert.Null(ml.GpuDeviceId);
        Assert.False(ml.FallbackToCpu);
        ml.GpuDeviceId = 1;
        ml.FallbackToCpu = true;

        var host = (IHostEnvironmentInternal)((IHostEnvironment)ml).Register("Trainer");

        Assert.Equal(1, host.GpuDeviceId);
        Assert.True(host.FallbackToCpu);
        Assert.Equal(5, host.Seed);
    }

    [Fact]
    public void Hosts_of_the_same_seed_draw_the_same_numbers()
    {
        static int[] Draw(int? seed)
        {
            IHost host = ((IHostEnvironment)new MLContext(seed)).Register("Trainer");
            return [host.Rand.Next(), host.Rand.Next(1000), (int)(host.Rand.NextDouble() * 1e6)];
        }

        Assert.Equal(Draw(3), Draw(3));
        Assert.NotEqual(Draw(3), Draw(4));
        Assert.Equal([203934702, 830, 756526], Draw(3));
    }

    [Fact]
    public void Options_are_kept_by_name()
    {
        var ml = new MLContext();

        Assert.True(ml.TryAddOption("Threads", 4));
        Assert.False(ml.TryAddOption("Threads", 5));
        Assert.True(ml.TryGetOption("Threads", out int threads));
        Assert.Equal(4, threads);
        Assert.False(ml.TryGetOption("Threads", out string _));
        ml.SetOption("Threads", 6);
        Assert.Equal(6, ml.GetOptionOrDefault<int>("Threads"));
        Assert.True(ml.RemoveOption("Threads"));
        Assert.Equal(0, ml.GetOptionOrDefault<int>("Threads"));
        Assert.Throws<ArgumentNullException>(() => ml.SetOption("", 1));
    }

    [Fact]
    public void A_progress_channel_takes_no_more_values_than_its_header_names()
    {
        using IProgressChannel progress = ((IHostEnvironment)new MLContext()).StartProgressChannel("Training");
        progress.SetHeader(new ProgressHeader(["loss"], ["epochs"]), entry => entry.SetProgress(0, 1));

        progress.Checkpoint(0.5, 1, 10);

        Assert.Throws<InvalidOperationException>(() => progress.Checkpoint(0.5, 1, 10, 11));
    }
}
