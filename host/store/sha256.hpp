// SHA-256 of bytes that come in pieces; sha256() of result_file.hpp is that of a text.
#pragma once

#include <nettle/sha2.h>

#include <cstddef>
#include <string>

namespace qca {

class Sha256 {
  public:
    Sha256() { sha256_init(&context_); }
    void add(const void* bytes, std::size_t size);
    /// 64 hexadecimal digits of all that was added; then it begins anew.
    std::string hexadecimal();

  private:
    sha256_ctx context_;
};

}  // namespace qca
