// Numbers, texts and arrays as bytes, and back from bytes that nobody vouches for.
#pragma once

#include <array>
#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "host/error.hpp"

namespace qca {

static_assert(std::endian::native == std::endian::little, "numbers lie in files as in memory, the lowest byte first");

template <class T>
concept PlainNumber = std::is_arithmetic_v<T> && !std::same_as<T, bool>;

class ByteWriter {
  public:
    template <PlainNumber T>
    void put(T value) {
        append(&value, sizeof value);
    }
    void put(bool value) { put(static_cast<std::uint8_t>(value)); }
    void put(const std::string& text) {
        put(std::uint64_t{text.size()});
        append(text.data(), text.size());
    }
    template <PlainNumber T, std::size_t n>
    void put(const std::array<T, n>& values) {
        append(values.data(), sizeof values);
    }
    template <class T>
    void put(const std::vector<T>& values) {
        put(std::uint64_t{values.size()});
        if constexpr (PlainNumber<T>) append(values.data(), values.size() * sizeof(T));
        else
            for (const T& value : values) put(value);
    }

    std::string take() { return std::move(bytes_); }

  private:
    void append(const void* from, std::size_t size) { bytes_.append(static_cast<const char*>(from), size); }

    std::string bytes_;
};

/// Reads what a ByteWriter wrote. No number of elements is believed that the bytes left could not hold.
/// @throws InputError where the bytes end too early
class ByteReader {
  public:
    explicit ByteReader(std::string_view bytes) : left_(bytes) {}

    bool done() const { return left_.empty(); }
    std::string_view left() const { return left_; }

    std::string_view take(std::size_t size) {
        require(size <= left_.size());
        const std::string_view taken = left_.substr(0, size);
        left_.remove_prefix(size);
        return taken;
    }
    template <PlainNumber T>
    void get(T& value) {
        std::memcpy(&value, take(sizeof value).data(), sizeof value);
    }
    void get(bool& value) { value = get<std::uint8_t>() != 0; }
    template <class T>
    T get() {
        T value{};
        get(value);
        return value;
    }
    void get(std::string& text) { text = take(count(1)); }
    template <PlainNumber T, std::size_t n>
    void get(std::array<T, n>& values) {
        std::memcpy(values.data(), take(sizeof values).data(), sizeof values);
    }
    template <class T>
    void get(std::vector<T>& values) {
        if constexpr (PlainNumber<T>) {
            values.resize(count(sizeof(T)));
            const std::string_view from = take(values.size() * sizeof(T));
            if (!from.empty()) std::memcpy(values.data(), from.data(), from.size());
        } else {
            // Every element takes 8 bytes at least; room is made as they come.
            const std::size_t size = count(8);
            values.clear();
            for (std::size_t i = 0; i < size; ++i) get(values.emplace_back());
        }
    }

    static void require(bool is_true) {
        if (!is_true) throw InputError("it ends too early, or is not what its header says (a damaged file) evaluate the shard again");
    }

  private:
    /// A number of elements of so many bytes each, at least.
    std::size_t count(std::size_t each) {
        const auto number = get<std::uint64_t>();
        require(number <= left_.size() / each);
        return static_cast<std::size_t>(number);
    }

    std::string_view left_;
};

}  // namespace qca
