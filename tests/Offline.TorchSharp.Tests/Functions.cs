using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace Offline.TorchSharp.Tests;

/// <summary>scale * x * y, with tensors that are saved and a number that is not one of them.</summary>
internal class ScaledProduct : SingleTensorFunction<ScaledProduct>
{
    public override string Name => nameof(ScaledProduct);

    public override Tensor forward(AutogradContext ctx, params object[] vars)
    {
        (Tensor x, Tensor y) = ((Tensor)vars[0], (Tensor)vars[1]);
        ctx.save_for_backward([x, y]);
        ctx.save_data("scale", vars[2]);
        return x * y * (double)vars[2];
    }

    public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output)
    {
        List<Tensor> saved = ctx.get_saved_variables();
        double scale = (double)ctx.get_data("scale");
        return [grad_output * saved[1] * scale, grad_output * saved[0] * scale, null!];
    }
}

/// <summary>A function whose passes a test says.</summary>
internal class AnyFunction : SingleTensorFunction<AnyFunction>
{
    public delegate Tensor Forward(AutogradContext ctx, Tensor x);

    public delegate List<Tensor> Backward(AutogradContext ctx, Tensor gradient);

    public override string Name => nameof(AnyFunction);

    public static Tensor Apply(Tensor x, Forward forward, Backward backward) => apply(x, forward, backward);

    public override Tensor forward(AutogradContext ctx, params object[] vars)
    {
        ctx.save_data("backward", vars[2]);
        return ((Forward)vars[1])(ctx, (Tensor)vars[0]);
    }

    public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output) => ((Backward)ctx.get_data("backward"))(ctx, grad_output);
}
