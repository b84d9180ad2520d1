//! The weights that are built in: matrices as whole numbers from -127 to 127
//! with a scale for each row, everything else as 32-bit floating point, in the
//! safetensors format. Reads them; never changes them.

use std::collections::HashMap;

use candle_core::{DType, Device, Tensor};
use candle_nn::VarBuilder;
use safetensors::tensor::{Dtype, SafeTensors, TensorView};

use super::ClassifierError;

pub(super) const FILE: &[u8] = include_bytes!("model/tagger.safetensors");

/// What the name of a matrix's scales ends in.
const SCALE: &str = ".scale";

/// Every array of the file, by name.
pub(super) struct Weights {
    arrays: HashMap<String, (Vec<f32>, Vec<usize>)>,
}

impl Weights {
    pub(super) fn builtin() -> Result<Self, ClassifierError> {
        let file = SafeTensors::deserialize(FILE)?;
        let mut arrays = HashMap::new();
        for (name, view) in file.tensors().iter().filter(|(name, _)| !name.ends_with(SCALE)) {
            let values = match view.dtype() {
                Dtype::F32 => floats(view),
                Dtype::I8 => scaled(view, &floats(&file.tensor(&format!("{name}{SCALE}"))?)),
                _ => return Err(ClassifierError::Array(name.clone())),
            };
            arrays.insert(name.clone(), (values, view.shape().to_vec()));
        }
        Ok(Self { arrays })
    }

    /// One array, taken out.
    pub(super) fn take(&mut self, name: &str) -> Result<Vec<f32>, ClassifierError> {
        let array = self.arrays.remove(name).ok_or_else(|| ClassifierError::Array(name.to_owned()))?;
        Ok(array.0)
    }

    /// What is left, for the encoder.
    pub(super) fn into_layers(self) -> Result<VarBuilder<'static>, ClassifierError> {
        let tensor = |(name, (values, shape))| Ok((name, Tensor::from_vec(values, shape, &Device::Cpu)?));
        let tensors = self.arrays.into_iter().map(tensor).collect::<candle_core::Result<HashMap<_, _>>>()?;
        Ok(VarBuilder::from_tensors(tensors, DType::F32, &Device::Cpu))
    }
}

fn floats(view: &TensorView<'_>) -> Vec<f32> {
    view.data().as_chunks().0.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect()
}

fn scaled(view: &TensorView<'_>, scales: &[f32]) -> Vec<f32> {
    let row = view.data().len() / scales.len().max(1);
    let rows = view.data().chunks(row.max(1)).zip(scales);
    rows.flat_map(|(row, scale)| row.iter().map(move |byte| f32::from(byte.cast_signed()) * scale)).collect()
}
