// Writes the chunks of a data set, compressed by several threads.
#pragma once

#include <H5Cpp.h>

#include <cstddef>
#include <vector>

#include "kernels/backend/crew.hpp"

namespace qca {

/// A data set that is cut into chunks that are whole along the trailing dimensions and one wide along the leading ones, so that
/// each is one stretch of memory.
struct ChunkedValues {
    const std::byte* bytes;  ///< as they are to lie in the file
    std::size_t value_size;
    std::vector<hsize_t> shape, chunk;

    hsize_t chunks() const;
};

/// HDF5 passes one chunk after the other through its filters, which takes longer than to sweep; here the members of a crew do what
/// its filters shuffle and deflate undo. The bytes do not depend on the number of threads.
/// @param data  new, with these filters in this order. @throws H5::Exception
void write_compressed(const H5::DataSet& data, const ChunkedValues& values, Crew& crew);

}  // namespace qca
