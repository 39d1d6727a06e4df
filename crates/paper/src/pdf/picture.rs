//! A picture of a PDF as a file that a recogniser takes: JPEG as it is, fax as TIFF, plain samples as PNM.

use crate::draft::Draft;
use crate::ocr::{self, Recognised};
use crate::pdf::file::File;
use crate::pdf::object::{Dict, Object};
use crate::{Doubt, DoubtKind};

/// Adds the words of picture `id` to `draft`; a picture in a form that cannot be handed over is a doubt.
pub fn recognise(file: &File, id: u32, draft: &mut Draft, recognised: &mut Recognised) {
    match as_picture_file(file, id) {
        Some(picture) => ocr::recognise(&picture, draft, recognised),
        None => recognised.doubts.push(Doubt::of_the_whole(DoubtKind::NeedsOcr)),
    }
}

fn as_picture_file(file: &File, id: u32) -> Option<Vec<u8>> {
    let (_, stream) = file.stream(&Object::Reference(id))?;
    let (bytes, filter) = file.decode_to_picture(stream)?;
    let number = |key: &str| file.get(&stream.dict, key).number().map(|it| it.clamp(0.0, 1e6) as u32);
    let (width, height) = (number("Width")?, number("Height")?);
    match filter.as_deref() {
        Some("DCTDecode" | "DCT" | "JPXDecode") => Some(bytes),
        Some("CCITTFaxDecode" | "CCF") => {
            let parameters = file.parameters_of_last(&stream.dict);
            let k = file.get(&parameters, "K").number().unwrap_or(0.0);
            let columns = file.get(&parameters, "Columns").number().unwrap_or(1728.0) as u32;
            Some(fax(&bytes, k, columns, height))
        }
        Some(_) => None,
        None => samples(&bytes, width, height, number("BitsPerComponent").unwrap_or(1), n_colours(file, &stream.dict)?),
    }
}

/// Components of a sample; none for palettes and the like.
fn n_colours(file: &File, dict: &Dict) -> Option<u32> {
    let space = file.get(dict, "ColorSpace");
    match &space {
        Object::Null => Some(1),
        Object::Name(name) if name.contains("Gray") || &**name == "G" => Some(1),
        Object::Name(name) if name.contains("RGB") => Some(3),
        Object::Array(parts) => match parts.first().and_then(Object::name)? {
            "CalGray" => Some(1),
            "CalRGB" => Some(3),
            "ICCBased" => {
                let (_, profile) = file.stream(parts.get(1)?)?;
                file.get(&profile.dict, "N").number().map(|it| it as u32)
            }
            _ => None,
        },
        _ => None,
    }
}

fn samples(bytes: &[u8], width: u32, height: u32, n_bits: u32, n_colours: u32) -> Option<Vec<u8>> {
    let (kind, most, row) = match (n_bits, n_colours) {
        (1, 1) => ("P4", "", width.div_ceil(8)),
        (8, 1) => ("P5", "255\n", width),
        (8, 3) => ("P6", "255\n", width * 3),
        _ => return None,
    };
    let mut picture = format!("{kind}\n{width} {height}\n{most}").into_bytes();
    let wanted = row as usize * height as usize;
    // In a PDF one is white, in a bitmap black.
    let samples = bytes.iter().take(wanted).map(|it| if n_bits == 1 { !it } else { *it });
    picture.extend(samples);
    (bytes.len() >= wanted).then_some(picture)
}

/// A TIFF around fax data of one strip.
fn fax(bytes: &[u8], k: f64, width: u32, height: u32) -> Vec<u8> {
    let compression = if k < 0.0 { 4 } else { 3 };
    let two_dimensional = u32::from(k > 0.0);
    let option_tag = if k < 0.0 { 293 } else { 292 };
    let entries: [(u16, u32); 9] = [
        (256, width),
        (257, height),
        (258, 1),
        (259, compression),
        (262, 0),
        (273, 8 + 2 + 9 * 12 + 4),
        (278, height),
        (279, bytes.len() as u32),
        (option_tag, two_dimensional),
    ];
    let mut tiff = b"II*\0\x08\0\0\0".to_vec();
    tiff.extend((entries.len() as u16).to_le_bytes());
    for (tag, value) in entries {
        tiff.extend(tag.to_le_bytes());
        // One number of 32 bits.
        tiff.extend([4, 0, 1, 0, 0, 0]);
        tiff.extend(value.to_le_bytes());
    }
    tiff.extend([0; 4]);
    tiff.extend_from_slice(bytes);
    tiff
}
