namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public Tensor matmul(Tensor target) => Map(&Native.ts_matmul, target);

        public Tensor mm(Tensor target) => Map(&Native.ts_mm, target);

        public Tensor bmm(Tensor batch2) => Map(&Native.ts_bmm, batch2);

        public Tensor mv(Tensor target) => Map(&Native.ts_mv, target);

        public Tensor dot(Tensor target) => ndim == 1 && target.ndim == 1 && size(0) == target.size(0)
            ? Map(&Native.ts_dot, target)
            : throw new InvalidOperationException("dot arguments must have the same shape.");

        public Tensor outer(Tensor vec2) => Map(&Native.ts_outer, vec2);

        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) =>
            Made(Native.ts_addmm(Handle, mat1.Handle, mat2.Handle, beta, alpha), mat1, mat2);

        public Tensor renorm(float p, long dim, float maxnorm) => Made(Native.ts_renorm(Handle, p, dim, maxnorm));
    }
}
