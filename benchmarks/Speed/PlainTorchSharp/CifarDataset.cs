using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torchvision;

namespace Speed.PlainTorchSharp;

/// <summary>CIFAR-100 records as tensors, with TorchVision's transforms.</summary>
internal sealed class CifarDataset : torch.utils.data.Dataset
{
    private readonly List<(Tensor Image, Tensor Label)> _items;
    private readonly ITransform _transform;

    public CifarDataset(string file, ITransform transform)
    {
        (int Label, byte[] Pixels)[] records = [.. CifarRecords.Read(file)];
        Labels = [.. records.Select(record => record.Label)];
        _items = [.. records.Select(record => (Planes(record.Pixels), tensor(record.Label, int64)))];
        _transform = transform;
    }

    public int[] Labels { get; }

    public override long Count => _items.Count;

    public static ITransform Plain => transforms.ConvertImageDtype(ScalarType.Float32);

    public static ITransform Augmented => transforms.Compose(
        Plain,
        transforms.Pad([4, 4, 4, 4]),
        transforms.Lambda(image => image.crop(Random.Shared.Next(9), Random.Shared.Next(9), CifarRecords.ImageSize, CifarRecords.ImageSize)),
        transforms.RandomHorizontalFlip(),
        transforms.RandomRotation(15));

    public override Dictionary<string, Tensor> GetTensor(long index)
    {
        (Tensor image, Tensor label) = _items[(int)index];
        return new() { ["image"] = _transform.call(image), ["label"] = label };
    }

    private static Tensor Planes(byte[] pixels)
        => tensor(pixels, [CifarRecords.ImageSize, CifarRecords.ImageSize, 3]).permute(2, 0, 1).contiguous();
}
