"""Times the published RIDE code, a checkout named on the command line, on CIFAR binary records. Prints one line of JSON.

usage: published_code.py train|score CHECKOUT CIFAR_DIR [--seconds 10] [--warmup 2] [--threads 2] [--workers 1] [--experts 3] [--batch 128]
"""
import sys, types

import torch

import ride_cifar

a = ride_cifar.arguments(__doc__, "checkout")
sys.path.insert(0, a.checkout)
for name in ("pandas", "tqdm", "tensorboard"):  # imported by the checkout, not needed for the steps
    sys.modules.setdefault(name, types.SimpleNamespace(tqdm=lambda x, *_, **__: x, DataFrame=object))

import model.loss as losses
import model.model as networks

torch.Tensor.cuda = lambda self, *_, **__: self  # the published loss asks for a GPU
network = networks.ResNet32Model(num_classes=ride_cifar.CLASSES, reduce_dimension=True, use_norm=True, num_experts=a.experts)


def loss_for(counts):
    loss = losses.RIDELoss(cls_num_list=counts.tolist(), additional_diversity_factor=-0.45, reweight=True, reweight_epoch=160)
    loss._hook_before_epoch(1)
    return lambda x, y: loss(network(x), y, {"logits": network.backbone.logits})


ride_cifar.report(a, network, loss_for)
