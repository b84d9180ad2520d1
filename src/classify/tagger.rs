//! The encoder: word pieces in, for each the probabilities of what it bears
//! out, and where it lies among all that the encoder tells apart. One window
//! is read at a time, so that nothing depends on what else is read.

use candle_core::{CpuStorage, CustomOp1, Device, Layout, Result, Shape, Tensor};
use candle_nn::{Embedding, LayerNorm, Linear, Module, VarBuilder, embedding, layer_norm, linear, ops};

use super::pieces::PieceId;

/// Numbers that stand for a piece inside the encoder.
pub(super) const HIDDEN: usize = 384;
/// The longest window, its start and end included.
pub(super) const POSITIONS: usize = 256;
const HEADS: usize = 12;
const INNER: usize = 1536;
const LAYERS: usize = 4;
const PIECES: usize = 30_522;

/// What the encoder makes of one window.
pub(super) struct Tags {
    /// For each piece, its start and end included, a probability for each
    /// output.
    pub(super) outputs: Vec<Vec<f32>>,
    /// For each piece, where it lies.
    pub(super) places: Vec<Vec<f32>>,
}

#[derive(Clone, Debug)]
struct Layer {
    query: Linear,
    key: Linear,
    value: Linear,
    output: Linear,
    norm1: LayerNorm,
    inner: Linear,
    outer: Linear,
    norm2: LayerNorm,
}

impl Layer {
    fn load(weights: &VarBuilder<'_>) -> Result<Self> {
        let attention = |name: &str| linear(HIDDEN, HIDDEN, weights.pp("attention").pp(name));
        let norm = |name: &str| layer_norm(HIDDEN, 1e-12, weights.pp(name));
        Ok(Self {
            query: attention("query")?,
            key: attention("key")?,
            value: attention("value")?,
            output: attention("output")?,
            norm1: norm("norm1")?,
            inner: linear(HIDDEN, INNER, weights.pp("inner"))?,
            outer: linear(INNER, HIDDEN, weights.pp("outer"))?,
            norm2: norm("norm2")?,
        })
    }

    fn forward(&self, x: &Tensor) -> Result<Tensor> {
        let x = self.norm1.forward(&(x + self.output.forward(&self.attend(x)?)?)?)?;
        let inner = self.inner.forward(&x)?.apply_op1_no_bwd(&Gelu)?;
        self.norm2.forward(&(&x + self.outer.forward(&inner)?)?)
    }

    fn attend(&self, x: &Tensor) -> Result<Tensor> {
        let length = x.dim(0)?;
        let heads =
            |layer: &Linear| layer.forward(x)?.reshape((length, HEADS, HIDDEN / HEADS))?.transpose(0, 1)?.contiguous();
        let (query, key, value) = (heads(&self.query)?, heads(&self.key)?, heads(&self.value)?);
        let scores = (query.matmul(&key.transpose(1, 2)?)? / ((HIDDEN / HEADS) as f64).sqrt())?;
        let seen = ops::softmax_last_dim(&scores)?.matmul(&value)?;
        seen.transpose(0, 1)?.contiguous()?.reshape((length, HIDDEN))
    }
}

/// The Gaussian error linear unit, `x` times the share of the normal
/// distribution below `x`, within 0.0012: a polynomial, which processors work
/// out for many numbers at once, exact at 3.5, from where on it stays.
struct Gelu;

impl Gelu {
    const END: f32 = 3.5;
    /// Of the share less a half: factors of x, x³, x⁵ and so on, by least
    /// squares.
    const FACTORS: [f32; 6] =
        [0.398_300_13, -0.064_845_43, 0.008_738_712, -0.000_768_375_4, 3.836_187e-5, -8.113_793e-7];

    fn of(x: f32) -> f32 {
        let t = x.clamp(-Self::END, Self::END);
        let share = Self::FACTORS.iter().rev().fold(0.0, |sum, factor| sum * t * t + factor);
        x * (0.5 + t * share)
    }
}

impl CustomOp1 for Gelu {
    fn name(&self) -> &'static str {
        "gelu"
    }

    fn cpu_fwd(&self, storage: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        let all = storage.as_slice::<f32>()?;
        let Some((start, end)) = layout.contiguous_offsets() else {
            candle_core::bail!("the inner layer is not in one piece")
        };
        let values = all[start..end].iter().map(|&x| Self::of(x)).collect();
        Ok((CpuStorage::F32(values), layout.shape().clone()))
    }
}

/// The encoder with its last layer.
#[derive(Clone, Debug)]
pub(super) struct Tagger {
    words: Embedding,
    places: Tensor,
    norm: LayerNorm,
    layers: Vec<Layer>,
    head: Linear,
}

impl Tagger {
    /// # Errors
    /// If a weight is missing or has another shape.
    pub(super) fn load(weights: &VarBuilder<'_>, outputs: usize) -> Result<Self> {
        Ok(Self {
            words: embedding(PIECES, HIDDEN, weights.pp("words"))?,
            places: weights.pp("places").get((POSITIONS, HIDDEN), "weight")?,
            norm: layer_norm(HIDDEN, 1e-12, weights.pp("norm"))?,
            layers: (0..LAYERS).map(|n| Layer::load(&weights.pp("layers").pp(n))).collect::<Result<_>>()?,
            head: linear(HIDDEN, outputs, weights.pp("head"))?,
        })
    }

    /// Reads one window of at most [`POSITIONS`] pieces, start and end
    /// included.
    pub(super) fn tag(&self, window: &[PieceId]) -> Result<Tags> {
        let ids = Tensor::new(window, &Device::Cpu)?;
        let x = (self.words.forward(&ids)? + self.places.narrow(0, 0, window.len())?)?;
        let mut x = self.norm.forward(&x)?;
        for layer in &self.layers {
            x = layer.forward(&x)?;
        }
        let outputs = ops::sigmoid(&self.head.forward(&x)?)?;
        Ok(Tags { outputs: outputs.to_vec2()?, places: x.to_vec2()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unit_is_near_the_exact_one_and_monotone_at_the_ends() {
        // x times the normal distribution's share, from published tables.
        for (x, exact) in [
            (-4.0, -0.000_127),
            (-2.0, -0.045_5),
            (-1.0, -0.158_655),
            (0.5, 0.345_731),
            (1.0, 0.841_345),
            (3.0, 2.995_95),
            (6.0, 6.0),
        ] {
            assert!((Gelu::of(x) - exact).abs() < 0.001_2, "{x}: {}", Gelu::of(x));
        }
    }
}
