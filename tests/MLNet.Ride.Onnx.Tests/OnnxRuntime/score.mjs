// Scores with ONNX Runtime: takes a request per line, {"model": path, "input": base64 of singles, "shape": [...]}, and answers with a line:
// {"outputs": {name: {"type", "shape", "values"}}} or {"error": text}. It ends when its input does.
import { createInterface } from "node:readline";
import { InferenceSession, Tensor } from "onnxruntime-node";

const threads = { intraOpNumThreads: 1, interOpNumThreads: 1 };

async function score({ model, input, shape }) {
  const session = await InferenceSession.create(model, threads);
  try {
    const bytes = Buffer.from(input, "base64");
    const values = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
    const results = await session.run({ [session.inputNames[0]]: new Tensor("float32", values, shape) });
    return { outputs: Object.fromEntries(Object.entries(results).map(([name, { type, dims, data }]) => [name, { type, shape: dims, values: Array.from(data, Number) }])) };
  } finally {
    await session.release();
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const answer = await score(JSON.parse(line)).catch((error) => ({ error: String(error.message ?? error) }));
  process.stdout.write(JSON.stringify(answer) + "\n");
}
