// Keeps HDF5 quiet and remembers why it failed.
#pragma once

#include <H5Cpp.h>

#include <string>

namespace qca {

/// While it lives, and after a failure for good, HDF5 prints no errors; the innermost reason of the first failure is kept. It is taken when
/// the failure happens, because the destructors that run before an exception is caught clear HDF5's own error
/// stack.
class Hdf5Scope {
  public:
    Hdf5Scope();
    ~Hdf5Scope();
    Hdf5Scope(const Hdf5Scope&) = delete;
    Hdf5Scope& operator=(const Hdf5Scope&) = delete;

    /// What went wrong, for a message: HDF5's innermost reason, else what the exception says.
    std::string why(const H5::Exception& exception) const;

    /// The first failure came from the operating system (disk, permissions), not from the contents of the
    /// file.
    bool machine_failed() const { return machine_failed_; }

  private:
    static herr_t note_failure(hid_t stack, void* scope) noexcept;
    static herr_t note_innermost(unsigned depth, const H5E_error2_t* error, void* scope) noexcept;

    H5E_auto2_t previous_function_ = nullptr;
    void* previous_data_ = nullptr;
    std::string reason_;
    bool machine_failed_ = false;
};

/// For HDF5's C functions, which report by a negative value.
/// @throws H5::Exception when value is negative
template <typename Value>
Value checked(Value value, const char* function) {
    if (value < 0) throw H5::Exception(function, "failed");
    return value;
}

}  // namespace qca
