// HDF5's C interface for tests, independent of the code under test.
#pragma once

#include <hdf5.h>

#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>

namespace qca::testing_store {

/// An open HDF5 file; fails loudly.
class H5File {
  public:
    enum class Mode { read, change, create };

    H5File(const std::filesystem::path& file, Mode mode)
        : id_(require(mode == Mode::create
                          ? H5Fcreate(file.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT)
                          : H5Fopen(file.c_str(), mode == Mode::read ? H5F_ACC_RDONLY : H5F_ACC_RDWR,
                                    H5P_DEFAULT))) {}
    ~H5File() { H5Fclose(id_); }
    H5File(const H5File&) = delete;
    H5File& operator=(const H5File&) = delete;

    hid_t id() const { return id_; }

    void remove(const char* link) const { require(H5Ldelete(id_, link, H5P_DEFAULT)); }

    void rename(const char* from, const char* to) const {
        require(H5Lmove(id_, from, id_, to, H5P_DEFAULT, H5P_DEFAULT));
    }

    /// Overwrites a numeric attribute of the root.
    void set_number(const char* name, std::int32_t value) const {
        const hid_t attribute = require(H5Aopen(id_, name, H5P_DEFAULT));
        require(H5Awrite(attribute, H5T_NATIVE_INT32, &value));
        require(H5Aclose(attribute));
    }

    template <typename Status>
    static Status require(Status status) {
        if (status < 0) throw std::runtime_error("an HDF5 call of the test failed");
        return status;
    }

  private:
    hid_t id_;
};

}  // namespace qca::testing_store
