// How C++ types lie in the file (little-endian everywhere) and in memory.
#pragma once

#include <H5Cpp.h>

#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace qca {

template <typename Value>
H5::PredType file_type() {
    if constexpr (std::is_same_v<Value, std::uint8_t>) return H5::PredType::STD_U8LE;
    if constexpr (std::is_same_v<Value, std::int32_t>) return H5::PredType::STD_I32LE;
    if constexpr (std::is_same_v<Value, std::uint32_t>) return H5::PredType::STD_U32LE;
    if constexpr (std::is_same_v<Value, std::uint64_t>) return H5::PredType::STD_U64LE;
    if constexpr (std::is_same_v<Value, float>) return H5::PredType::IEEE_F32LE;
    if constexpr (std::is_same_v<Value, double>) return H5::PredType::IEEE_F64LE;
}

template <typename Value>
H5::PredType memory_type() {
    if constexpr (std::is_same_v<Value, std::uint8_t>) return H5::PredType::NATIVE_UINT8;
    if constexpr (std::is_same_v<Value, std::int32_t>) return H5::PredType::NATIVE_INT32;
    if constexpr (std::is_same_v<Value, std::uint32_t>) return H5::PredType::NATIVE_UINT32;
    if constexpr (std::is_same_v<Value, std::uint64_t>) return H5::PredType::NATIVE_UINT64;
    if constexpr (std::is_same_v<Value, float>) return H5::PredType::NATIVE_FLOAT;
    if constexpr (std::is_same_v<Value, double>) return H5::PredType::NATIVE_DOUBLE;
}

// What follows is made once and never closed: HDF5 closes it when the program ends, before the destructors of statics.

/// Variable-length UTF-8, the one kind of string in a result file.
inline const H5::StrType& text_type() {
    static const H5::StrType& type = *[] {
        auto* made = new H5::StrType(H5::PredType::C_S1, H5T_VARIABLE);
        made->setCset(H5T_CSET_UTF8);
        return made;
    }();
    return type;
}

/// The space of one value.
inline const H5::DataSpace& scalar_space() {
    static const H5::DataSpace& space = *new H5::DataSpace(H5S_SCALAR);
    return space;
}

/// Data sets that belong to one dimension of another, in the attribute DIMENSION_LIST.
inline const H5::VarLenType& reference_list_type() {
    static const H5::VarLenType& type = *new H5::VarLenType(H5::PredType::STD_REF_OBJ);
    return type;
}

/// For reading and writing texts. HDF5 converts them in a buffer that it zeroes for every data set: 1 MiB of its own accord,
/// which took most of the time of a small file.
inline const H5::DSetMemXferPropList& text_transfer() {
    static const H5::DSetMemXferPropList& transfer = *[] {
        auto* made = new H5::DSetMemXferPropList();
        made->setBuffer(std::size_t{1} << 14, nullptr, nullptr);
        return made;
    }();
    return transfer;
}

}  // namespace qca
