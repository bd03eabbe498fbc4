// How C++ types lie in the file (little-endian everywhere) and in memory.
#pragma once

#include <H5Cpp.h>

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

/// Variable-length UTF-8, the one kind of string in a result file.
inline H5::StrType text_type() {
    H5::StrType type(H5::PredType::C_S1, H5T_VARIABLE);
    type.setCset(H5T_CSET_UTF8);
    return type;
}

}  // namespace qca
