//! Files to text: pages, office files, PDFs, and files made to break the reader.

mod build;
mod hostile;
mod html;
mod office;
mod pdf;
mod workbook;
