using System.Globalization;
using System.Text;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Type, shape and device, as the real package prints a tensor by default.</summary>
        public override string ToString()
        {
            StringBuilder text = new();
            text.Append('[');
            text.AppendJoin('x', shape.Select(size => size.ToString(CultureInfo.InvariantCulture)));
            text.Append(']');
            text.Append($", type = {dtype}, device = {device}");
            return text.ToString();
        }
    }
}
