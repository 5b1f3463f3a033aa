"""Times the published RIDE code, a checkout named on the command line, on CIFAR binary records. Prints one line of JSON.

usage: published_code.py train|score CHECKOUT CIFAR_DIR [--steps 40] [--threads 2] [--workers 1] [--experts 3] [--batch 128]
"""
import argparse, json, sys, time, types

import ride_cifar

p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
p.add_argument("what", choices=["train", "score"])
p.add_argument("checkout")
p.add_argument("data")
for name, value in (("steps", 40), ("warmup", 5), ("threads", 2), ("workers", 1), ("experts", 3), ("batch", 128)):
    p.add_argument(f"--{name}", type=int, default=value)
a = p.parse_args()
sys.path.insert(0, a.checkout)
for name in ("pandas", "tqdm", "tensorboard"):  # imported by the checkout, not needed for the steps
    sys.modules.setdefault(name, types.SimpleNamespace(tqdm=lambda x, *_, **__: x, DataFrame=object))

import numpy as np
import torch
import model.loss as losses
import model.model as networks

torch.Tensor.cuda = lambda self, *_, **__: self  # the published loss asks for a GPU
torch.set_num_threads(a.threads)
network = networks.ResNet32Model(num_classes=100, reduce_dimension=True, use_norm=True, num_experts=a.experts)


def train():
    data, batches = ride_cifar.loader(f"{a.data}/train.bin", a.batch, a.workers, True)
    counts = np.maximum(np.bincount(data.labels, minlength=100), 1).tolist()
    loss_of = losses.RIDELoss(cls_num_list=counts, additional_diversity_factor=-0.45, reweight=True, reweight_epoch=160)
    loss_of._hook_before_epoch(1)
    optimizer = torch.optim.SGD(network.parameters(), lr=0.1, momentum=0.9, nesterov=True, weight_decay=5e-4)
    network.train()
    images, step, start = 0, 0, None
    while True:
        for x, y in batches:
            if step == a.warmup:
                images, start = 0, time.perf_counter()
            optimizer.zero_grad()
            loss = loss_of(network(x), y, {"logits": network.backbone.logits})
            loss.backward()
            optimizer.step()
            loss.item()
            images, step = images + len(x), step + 1
            if step == a.warmup + a.steps:
                return images / (time.perf_counter() - start)


def score():
    _, batches = ride_cifar.loader(f"{a.data}/test.bin", a.batch, a.workers, False)
    network.eval()
    images, start = 0, None
    with torch.no_grad():
        for step, (x, _) in enumerate(batches):
            if step == a.warmup:
                images, start = 0, time.perf_counter()
            network(x)
            images += len(x)
            if step + 1 == a.warmup + a.steps:
                break
    return images / (time.perf_counter() - start)


speed = train() if a.what == "train" else score()
print(json.dumps({"images_per_second": round(speed, 1), "peak_megabytes": round(ride_cifar.peak_megabytes())}))
