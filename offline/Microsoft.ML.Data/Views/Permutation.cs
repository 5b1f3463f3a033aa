namespace Microsoft.ML.Data;

internal static class Permutation
{
    /// <summary>Fisher and Yates' shuffle of 0 … size − 1, from the front.</summary>
    public static int[] Of(int size, Random random)
    {
        int[] order = Enumerable.Range(0, size).ToArray();
        for (int i = 0; i < size; i++)
        {
            int from = i + random.Next(size - i);
            (order[i], order[from]) = (order[from], order[i]);
        }

        return order;
    }
}
